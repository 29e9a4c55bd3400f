package io.github.versionedschema.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements of a release, and assertions about their results. It runs several times,
 * each time in a transaction that is rolled back.
 */
@FunctionalInterface
public interface ReleaseProbe {

	/**
	 * Runs the statements.
	 * @param release a client that sees the schema as the release does
	 * @throws Exception if a statement or an assertion fails
	 */
	void run(JdbcClient release) throws Exception;

}
