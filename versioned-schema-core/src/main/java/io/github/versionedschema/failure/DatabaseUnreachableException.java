package io.github.versionedschema.failure;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no connection to the database can be opened. Nothing was changed.
 */
public final class DatabaseUnreachableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param cause the driver's exception
	 */
	public DatabaseUnreachableException(@Nullable Throwable cause) {
		super("The leader's connection to the database could not be opened: "
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

}
