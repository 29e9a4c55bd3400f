package io.github.versionedschema.failure;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when the leader's connection is lost, and with it the right to change the
 * schema. Completed work is kept, and the next leader resumes it.
 */
public final class LeadershipLostException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	public LeadershipLostException(Throwable cause) {
		super(FailureKind.UNREACHABLE, "leadership-lost",
				"The connection that leads the migration was lost (" + cause.getMessage()
						+ "). Its statement in flight was rolled back by the server, what was done before is kept, "
						+ "and the instance that leads next resumes there.",
				cause);
	}

	@Override
	public String advice() {
		return "Start again: what was done is kept, and the next start resumes there.";
	}

}
