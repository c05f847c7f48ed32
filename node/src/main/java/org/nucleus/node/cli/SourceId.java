package org.nucleus.node.cli;

import org.nucleus.model.Source;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The id of a source that a command is about.
 *
 * @param text the id
 */
record SourceId(String text) {
    static final class Converter implements ITypeConverter<SourceId> {
        @Override
        public SourceId convert(String text) {
            if (!Source.isId(text)) {
                throw new TypeConversionException("'" + text + "' can be no source's id");
            }
            return new SourceId(text);
        }
    }
}
