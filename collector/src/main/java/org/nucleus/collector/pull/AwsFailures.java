package org.nucleus.collector.pull;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an operator may read of a failure: AWS' own messages can quote signed headers. */
final class AwsFailures {
    private AwsFailures() {}

    /** One clause: AWS' code and status, else the kind of failure. */
    static String reason(RuntimeException failure) {
        if (failure instanceof AwsServiceException refusal) {
            AwsErrorDetails details = refusal.awsErrorDetails();
            String code = details == null ? null : details.errorCode();
            return "%s (%d)"
                    .formatted(
                            code == null ? failure.getClass().getSimpleName() : code,
                            refusal.statusCode());
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ", " + root.getClass().getSimpleName();
    }
}
