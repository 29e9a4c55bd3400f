package io.github.versionedschema.autoconfigure.support;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot prints when an application failed to start, in the output of a test.
 */
public final class FailureReport {

	private FailureReport() {
	}

	/**
	 * Requires one explained failure, and no stack trace of this library beside it. Stack
	 * traces of others do not count: the pool of a test that ended may still report that
	 * its database is gone.
	 */
	public static void requireExplained(CharSequence output) {
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.doesNotContain("\tat io.github.versionedschema");
	}

}
