package io.github.versionedschema.documentation;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The old and the new release of an application, each with one session, while the
 * migration of an example is live.
 */
final class Releases implements AutoCloseable {

	private final TestDatabase database;

	private final VersionedSchema schema;

	private final Map<String, ReleaseSession> sessions = new TreeMap<>();

	private boolean finished;

	/**
	 * Creates releases, of which the old one runs.
	 * @param database the database, in which the old release is installed
	 * @param schema the engine of the new release
	 */
	Releases(TestDatabase database, VersionedSchema schema) {
		this.database = database;
		this.schema = schema;
		old().run("select 1;");
	}

	/** Returns the session of the old release. */
	ReleaseSession old() {
		return session(Release.OLD);
	}

	/** Returns the session of the new release. */
	ReleaseSession newer() {
		return session(this.schema.applicationVersion());
	}

	private ReleaseSession session(String version) {
		return this.sessions.computeIfAbsent(version, (name) -> new ReleaseSession(this.database, name));
	}

	/** Completes, and returns why that is refused. */
	Stream<String> refusedComplete() {
		close();
		VersionedSchemaException refusal = catchThrowableOfType(VersionedSchemaException.class,
				() -> this.schema.complete(false));
		assertThat(refusal).as("refusal of complete").isNotNull();
		return String.valueOf(refusal.getMessage()).lines().map(String::strip);
	}

	/** Completes, which changes nothing that the new release sees. */
	void complete() {
		assertThat(this.schema.verify()).allSatisfy((verification) -> assertThat(verification.rows()).isZero());
		Map<String, String> rows = newer().rows();
		close();
		assertThat(this.schema.complete(false).changed()).isTrue();
		assertThat(newer().rows()).isEqualTo(rows);
		this.finished = true;
	}

	/** Aborts, which changes nothing that the old release sees. */
	void abort() {
		Map<String, String> rows = old().rows();
		close();
		this.schema.abort(false);
		assertThat(old().rows()).isEqualTo(rows);
		this.finished = true;
	}

	/** Returns whether the example was completed or aborted. */
	boolean isFinished() {
		return this.finished;
	}

	@Override
	public void close() {
		this.sessions.values().forEach(ReleaseSession::close);
		this.sessions.clear();
	}

}
