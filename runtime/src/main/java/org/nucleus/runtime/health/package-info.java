/**
 * How a part says how it is: {@link org.nucleus.runtime.health.Health} when asked, {@link
 * org.nucleus.runtime.health.StartFailure} when it cannot start.
 */
package org.nucleus.runtime.health;
