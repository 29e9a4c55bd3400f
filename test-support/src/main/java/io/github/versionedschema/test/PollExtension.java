package io.github.versionedschema.test;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sets how often Awaitility looks at a condition. Its default, ten times a second, is
 * longer than most waits take.
 */
final class PollExtension implements BeforeAllCallback {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultPollInterval(INTERVAL);
	}

}
