package io.github.versionedschema.failure;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Describes the client of one or more sessions, in the same words in all messages.
 */
public final class ClientText {

	private ClientText() {
	}

	/**
	 * Returns a description, of what the server shows.
	 * @param role the role
	 * @param application the {@code application_name}
	 * @param address address of the client
	 * @param since when it connected
	 */
	public static String of(@Nullable String role, @Nullable String application, @Nullable String address,
			@Nullable Instant since) {
		StringBuilder text = new StringBuilder("role ").append(role);
		append(text, ", application ", application);
		append(text, ", address ", address);
		append(text, ", connected since ", since);
		return text.toString();
	}

	private static void append(StringBuilder text, String label, @Nullable Object value) {
		if (value != null && !value.toString().isEmpty()) {
			text.append(label).append(value);
		}
	}

}
