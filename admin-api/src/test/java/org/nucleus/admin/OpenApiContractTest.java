package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OpenApiContractTest {
    private final OpenApiContract contract = new OpenApiContract();

    @Test
    void anAnswerWithWhatIsOnlyWrittenIsNoticed() {
        String policy = "/components/schemas/Policy";
        contract.checkBody(policy, "{\"text\":true}");
        assertThatThrownBy(
                        () ->
                                contract.checkBody(
                                        policy, "{\"authorization\":\"Bearer of-a-test\"}"))
                .isInstanceOf(AssertionError.class);
    }

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
