/**
 * The ways in by HTTP. Start at {@link org.nucleus.collector.http.CollectorServer}; one request's
 * way is {@code Dispatcher}, {@code Entrance}, a {@code Door}, {@code Exchange}.
 */
package org.nucleus.collector.http;
