package io.github.versionedschema.failure;

import org.jspecify.annotations.Nullable;

/**
 * A session that keeps the leader waiting for a lock.
 *
 * @param pid process ID of its server process; 0 for a prepared transaction
 * @param user the role
 * @param application its {@code application_name}
 * @param state its state, e.g. {@code idle in transaction}
 * @param ageSeconds age of its transaction in seconds
 * @param query its last statement
 * @param prepared the name of the prepared transaction, or null
 */
public record Blocker(int pid, @Nullable String user, @Nullable String application, @Nullable String state,
		@Nullable Double ageSeconds, @Nullable String query, @Nullable String prepared) {

	private static final int LONGEST_QUERY = 200;

	/**
	 * Creates an instance.
	 * @param pid process ID of its server process; 0 for a prepared transaction
	 * @param user the role
	 * @param application its {@code application_name}
	 * @param state its state
	 * @param ageSeconds age of its transaction in seconds
	 * @param query its last statement, in which credentials are hidden
	 * @param prepared the name of the prepared transaction, or null
	 */
	public Blocker {
		query = (query != null) ? Secrets.hide(query) : null;
	}

	/** Returns a description in one line. */
	@Override
	public String toString() {
		if (this.prepared != null) {
			PreparedTransaction transaction = new PreparedTransaction(this.prepared);
			return "%s of %s (finish it: %s)".formatted(transaction, this.user, transaction.ending());
		}
		if (this.pid == 0) {
			return "a prepared transaction (see pg_prepared_xacts)";
		}
		StringBuilder text = new StringBuilder("pid ").append(this.pid);
		if (this.user != null) {
			text.append(" of ").append(this.user);
		}
		if (this.application != null && !this.application.isEmpty()) {
			text.append(" (").append(this.application).append(')');
		}
		if (this.state != null) {
			text.append(", ").append(this.state);
		}
		if (this.ageSeconds != null) {
			text.append(", transaction open for ").append(Math.round(this.ageSeconds)).append(" s");
		}
		if (this.query != null && !this.query.isBlank()) {
			text.append(": ").append(shortened(this.query.strip().replaceAll("\\s+", " ")));
		}
		return text.toString();
	}

	private static String shortened(String query) {
		return (query.length() <= LONGEST_QUERY) ? query : query.substring(0, LONGEST_QUERY) + "...";
	}

}
