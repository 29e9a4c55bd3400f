package io.github.versionedschema.session;

import java.sql.SQLException;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Thrown when a session cannot attach to its version. The message states why, and what to
 * do or which version to deploy instead.
 */
public final class AttachRefusedException extends SQLException implements SchemaFailure {

	private final AttachRefusal refusal;

	public AttachRefusedException(AttachRefusal refusal, String message, SQLException cause) {
		super(message, refusal.sqlState(), cause);
		this.refusal = refusal;
	}

	public static AttachRefusedException of(AttachRefusal refusal, SQLException cause) {
		ServerErrorMessage error = (cause instanceof PSQLException ex) ? ex.getServerErrorMessage() : null;
		if (error == null || error.getMessage() == null) {
			return new AttachRefusedException(refusal, String.valueOf(cause.getMessage()), cause);
		}
		StringBuilder message = new StringBuilder(error.getMessage());
		if (error.getDetail() != null) {
			message.append(". ").append(error.getDetail());
		}
		if (error.getHint() != null) {
			message.append(' ').append(error.getHint());
		}
		return new AttachRefusedException(refusal, message.toString(), cause);
	}

	@Override
	public FailureKind kind() {
		return FailureKind.REFUSED;
	}

	@Override
	public String type() {
		return "attach-refused";
	}

	/** Returns the kind of refusal. */
	@Override
	public AttachRefusal reason() {
		return this.refusal;
	}

	@Override
	public String advice() {
		return (this.refusal == AttachRefusal.RETIRED) ? Reason.RETIRED.advice()
				: "--versioned-schema.command=status shows the versions and the search_path of each.";
	}

}
