package org.nucleus.runtime.health;

import java.util.Objects;

/** Whether a service does its work. */
public sealed interface Health {
    /** It does. */
    record Up() implements Health {}

    /**
     * It does, but for a part of it that needs an operator.
     *
     * @param reason one clause for the operator, without data
     */
    record Degraded(String reason) implements Health {
        public Degraded {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /**
     * It does not.
     *
     * @param reason one clause for the operator, without data
     */
    record Down(String reason) implements Health {
        public Down {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /** The one healthy state. */
    Health UP = new Up();

    /**
     * The worse of this and another: down, else degraded, else up; this one where they are alike.
     */
    default Health or(Health other) {
        return switch (this) {
            case Down down -> down;
            case Degraded degraded -> other instanceof Down ? other : degraded;
            case Up ignored -> other;
        };
    }
}
