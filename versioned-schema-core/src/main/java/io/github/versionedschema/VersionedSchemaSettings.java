package io.github.versionedschema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one base schema.
 *
 * @param baseSchema the schema that contains the tables
 * @param version the last migration to apply, by its name or its version's name; later
 * ones are ignored. Null for all
 * @param applicationRole the role that the application connects as, or null if it is the
 * leader's role
 * @param lockTimeout how long one transaction waits at most for locks on tables in use
 * @param lockTries how often such a transaction is attempted
 * @param batchTime target duration of one batch of a backfill
 * @param forceTimeout how long to wait for terminated sessions to end
 * @param longestOutage how long a waiting instance tolerates that the database cannot be
 * reached
 * @param tombstoneRetention how long the objects are kept that keep late sessions off the
 * tables of a retired version
 * @param host the name of this instance in the journal, or null for the host name, which
 * is resolved when the instance becomes the leader, as this may take a while
 * @param applicationVersion the release of the application, or null if unknown
 * @param safeguards limits on what transitions do by default
 */
public record VersionedSchemaSettings(String baseSchema, @Nullable String version, @Nullable String applicationRole,
		Duration lockTimeout, int lockTries, Duration batchTime, Duration forceTimeout, Duration longestOutage,
		Duration tombstoneRetention, @Nullable String host, @Nullable String applicationVersion,
		Safeguards safeguards) {

	/**
	 * Requires a name that PostgreSQL does not truncate.
	 * @throws IllegalArgumentException if the name of the base schema is too long
	 */
	public VersionedSchemaSettings {
		if (!Identifier.fits(baseSchema)) {
			throw new IllegalArgumentException(
					"The name of the base schema, \"%s\", is longer than %d bytes. No schema of PostgreSQL can have it. Set the base schema to the name as the database shows it."
						.formatted(baseSchema, Identifier.MAX_BYTES));
		}
	}

	/**
	 * Returns the defaults for a base schema.
	 * @param baseSchema the schema that contains the tables
	 */
	public static VersionedSchemaSettings of(String baseSchema) {
		return new VersionedSchemaSettings(baseSchema, null, null, LockSettings.DEFAULT.timeout(),
				LockSettings.DEFAULT.tries(), Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(1),
				Duration.ofDays(7), null, null, Safeguards.DEFAULT);
	}

	/**
	 * Returns a copy of these settings with the given limit for outages.
	 * @param longestOutage how long a waiting instance tolerates that the database cannot
	 * be reached
	 */
	public VersionedSchemaSettings withLongestOutage(Duration longestOutage) {
		return new VersionedSchemaSettings(this.baseSchema, this.version, this.applicationRole, this.lockTimeout,
				this.lockTries, this.batchTime, this.forceTimeout, longestOutage, this.tombstoneRetention, this.host,
				this.applicationVersion, this.safeguards);
	}

	/** Returns a copy of these settings with the given safeguards. */
	public VersionedSchemaSettings withSafeguards(Safeguards safeguards) {
		return new VersionedSchemaSettings(this.baseSchema, this.version, this.applicationRole, this.lockTimeout,
				this.lockTries, this.batchTime, this.forceTimeout, this.longestOutage, this.tombstoneRetention,
				this.host, this.applicationVersion, safeguards);
	}

	public LockSettings locks() {
		return LockSettings.DEFAULT.with(this.lockTimeout, this.lockTries);
	}

	public String hostOrMachine() {
		try {
			return (this.host != null) ? this.host : InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

	/**
	 * Limits on what transitions do by default.
	 *
	 * @param verificationTimeout how long one check of a table's rows may take before
	 * complete retires a version
	 * @param userTriggersMayFire whether user triggers and rules may fire for every row
	 * that a backfill writes
	 * @param undoFailedExpand whether to undo an expand that fails because of the
	 * migration or the data, and so would fail again
	 * @param showSamples whether refusals and errors contain values of rows
	 * @param lint what findings about valid migrations do that are not acknowledged
	 * @param besideUnattached whether the first migration may change columns of tables
	 * that unattached sessions use, whose prepared statements may then fail
	 */
	public record Safeguards(Duration verificationTimeout, boolean userTriggersMayFire, boolean undoFailedExpand,
			boolean showSamples, Lint lint, boolean besideUnattached) {

		/**
		 * The defaults, for tables that can be read within minutes and triggers that must
		 * not fire for a backfill.
		 */
		public static final Safeguards DEFAULT = new Safeguards(Duration.ofMinutes(10), false, true, true, Lint.WARN,
				false);

		/** Returns a copy with the given limit for one check of a table's rows. */
		public Safeguards verifyingWithin(Duration longest) {
			return new Safeguards(longest, this.userTriggersMayFire, this.undoFailedExpand, this.showSamples, this.lint,
					this.besideUnattached);
		}

		/** Returns a copy in which user triggers and rules may fire. */
		public Safeguards lettingTriggersFire() {
			return new Safeguards(this.verificationTimeout, true, this.undoFailedExpand, this.showSamples, this.lint,
					this.besideUnattached);
		}

		/** Returns a copy in which a failed expand is not undone. */
		public Safeguards keepingFailedExpands() {
			return new Safeguards(this.verificationTimeout, this.userTriggersMayFire, false, this.showSamples,
					this.lint, this.besideUnattached);
		}

		/** Returns a copy in which no value of a row is shown. */
		public Safeguards hidingSamples() {
			return new Safeguards(this.verificationTimeout, this.userTriggersMayFire, this.undoFailedExpand, false,
					this.lint, this.besideUnattached);
		}

		/** Returns a copy in which findings that are not acknowledged refuse a plan. */
		public Safeguards failingOnFindings() {
			return new Safeguards(this.verificationTimeout, this.userTriggersMayFire, this.undoFailedExpand,
					this.showSamples, Lint.FAIL, this.besideUnattached);
		}

		/**
		 * Returns a copy in which the first migration expands beside unattached sessions.
		 */
		public Safeguards expandingBesideUnattached() {
			return new Safeguards(this.verificationTimeout, this.userTriggersMayFire, this.undoFailedExpand,
					this.showSamples, this.lint, true);
		}

	}

	/** What findings about valid migrations do that are not acknowledged. */
	public enum Lint {

		/** They are warnings, in the log and in the plan. */
		WARN,

		/** They refuse the plan. */
		FAIL

	}

}
