package io.github.versionedschema.test;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sets how often Awaitility looks at a condition, and for how long. By default it looks
 * ten times a second, which is longer than most waits take, for ten seconds, which a busy
 * machine may need.
 */
final class PollExtension implements BeforeAllCallback {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultPollInterval(INTERVAL);
		Awaitility.setDefaultTimeout(TIMEOUT);
	}

}
