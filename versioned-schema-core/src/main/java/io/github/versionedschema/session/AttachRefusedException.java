package io.github.versionedschema.session;

import java.sql.SQLException;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Thrown when a session cannot attach to its version. The message states why, and what to
 * do or which version to deploy instead.
 */
public final class AttachRefusedException extends SQLException {

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

	/** Returns the kind of refusal. */
	public AttachRefusal refusal() {
		return this.refusal;
	}

}
