/**
 * Settings: one dotted key, one environment variable, one default, one line of reference. Start at
 * {@link org.nucleus.runtime.settings.Setting}; every module's {@code XSettings} record lists its
 * own.
 */
package org.nucleus.runtime.settings;
