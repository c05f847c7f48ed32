package org.nucleus.collector.pull;

/** Fetches for one source while it is active, and no faster than it may send. */
record SourceWork(Intake intake, Puller puller) implements PullWork {
    @Override
    public Step step() {
        return switch (intake.admission()) {
            case Admission.Closed ignored -> Step.CLOSED;
            case Admission.Impossible impossible -> new Step.Hindered(impossible.reason());
            case Admission.Open open -> {
                long wait = intake.untilTurn(open.source());
                yield wait > 0 ? Step.slowed(wait) : new Step.Done(puller.step(open));
            }
        };
    }

    @Override
    public void close() {
        puller.close();
    }
}
