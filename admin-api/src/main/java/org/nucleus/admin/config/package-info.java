/**
 * Configuration on the log as the admin API changes it: start at {@link
 * org.nucleus.admin.config.ConfigStore}.
 */
package org.nucleus.admin.config;
