package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OpenApiContractTest {
    private final OpenApiContract contract = new OpenApiContract();

    @Test
    void anAnswerOfAnotherShapeIsNoticed() {
        contract.checkBody("/components/schemas/Sources", "{\"sources\":[]}");
        for (String wrong :
                new String[] {
                    "{\"sources\":[{}]}", "{\"sources\":[],\"secret\":\"x\"}", "{}", "[]"
                }) {
            assertThatThrownBy(() -> contract.checkBody("/components/schemas/Sources", wrong))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
