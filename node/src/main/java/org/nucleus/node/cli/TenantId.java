package org.nucleus.node.cli;

import org.nucleus.model.Tenant;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The id of a tenant as an argument: one that can be part of an address. */
record TenantId(String text) {
    /** Reads it. */
    static final class Converter implements ITypeConverter<TenantId> {
        @Override
        public TenantId convert(String text) {
            if (!Tenant.isId(text)) {
                throw new TypeConversionException(
                        "'%s' is no id of a tenant: 1 to 63 lower-case letters, digits and '-'"
                                .formatted(text));
            }
            return new TenantId(text);
        }
    }
}
