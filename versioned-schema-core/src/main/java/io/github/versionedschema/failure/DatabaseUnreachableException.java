package io.github.versionedschema.failure;

import java.sql.SQLException;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when no connection to the database can be opened. Nothing was changed.
 */
public final class DatabaseUnreachableException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param cause the driver's exception
	 */
	public DatabaseUnreachableException(@Nullable Throwable cause) {
		super(FailureKind.UNREACHABLE, "unreachable", "The leader's connection to the database could not be opened: "
				+ ((cause != null) ? Secrets.hide(reason(cause)) : "no reason was given")
				+ ". Nothing was changed. Check the URL, the credentials and whether the server accepts connections.",
				(cause != null) ? Secrets.hideIn(cause) : null);
	}

	/** The driver's message, with the host or certificate that only its cause names. */
	private static String reason(Throwable failure) {
		String message = String.valueOf(failure.getMessage());
		String reason = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
		Throwable cause = failure.getCause();
		return (cause == null || message.contains(String.valueOf(cause.getMessage()))) ? reason
				: reason + " (" + cause + ")";
	}

	@Override
	public String description() {
		Throwable reason = getCause();
		String state = (reason instanceof SQLException sql && sql.getSQLState() != null)
				? " (SQLSTATE " + sql.getSQLState() + ")" : "";
		return "The database cannot be reached to provide the application's version of the schema: %s%s"
			.formatted(Secrets.hide(String.valueOf((reason != null) ? reason.getMessage() : getMessage())), state);
	}

	@Override
	public String advice() {
		return """
				Check that the server runs and accepts connections from here, and check the URL and the credentials. \
				The schema is changed over a separate connection: it uses versioned-schema.datasource.url, \
				.username and .password if they are set, and otherwise the configuration of the application's \
				DataSource.""";
	}

}
