package io.github.versionedschema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import io.github.versionedschema.leader.LockSettings;
import org.jspecify.annotations.Nullable;

/**
 * How the engine works with one base schema.
 *
 * @param baseSchema where the tables are
 * @param version the last migration that the application takes, by its name or its
 * version's; later ones are ignored. Null for all
 * @param applicationRole the role that the application connects as, or null when it is
 * the leader's
 * @param lockTimeout the most that one transaction waits for locks on tables in use
 * @param lockTries how often such a transaction is tried
 * @param batchTime how long one batch of a backfill should take
 * @param forceTimeout how long terminated sessions may take to be gone
 * @param longestOutage how long whoever waits for another instance does so while the
 * database cannot be reached
 * @param tombstoneRetention how long what keeps stragglers off the tables of a retired
 * version stays
 * @param host what this instance is called in the journal, or null for the name of its
 * machine, which is asked for when it leads: that may take a while
 * @param applicationVersion the release of the application, or null when it is not known
 * @param safeguards what transitions may do without being told
 */
public record VersionedSchemaSettings(String baseSchema, @Nullable String version, @Nullable String applicationRole,
		Duration lockTimeout, int lockTries, Duration batchTime, Duration forceTimeout, Duration longestOutage,
		Duration tombstoneRetention, @Nullable String host, @Nullable String applicationVersion,
		Safeguards safeguards) {

	/**
	 * Returns the defaults for a base schema.
	 * @param baseSchema where the tables are
	 */
	public static VersionedSchemaSettings of(String baseSchema) {
		return new VersionedSchemaSettings(baseSchema, null, null, LockSettings.DEFAULT.timeout(),
				LockSettings.DEFAULT.tries(), Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(1),
				Duration.ofDays(7), null, null, Safeguards.DEFAULT);
	}

	/**
	 * Returns these settings with another limit for outages.
	 * @param longestOutage how long whoever waits for another instance does so while the
	 * database cannot be reached
	 */
	public VersionedSchemaSettings withLongestOutage(Duration longestOutage) {
		return new VersionedSchemaSettings(this.baseSchema, this.version, this.applicationRole, this.lockTimeout,
				this.lockTries, this.batchTime, this.forceTimeout, longestOutage, this.tombstoneRetention, this.host,
				this.applicationVersion, this.safeguards);
	}

	/** Returns these settings with other safeguards. */
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
	 * What transitions may do without being told.
	 *
	 * @param verificationTimeout the most that one question about the rows of a table may
	 * take before complete retires a version
	 * @param userTriggersMayFire whether triggers and rules of the user's may fire for
	 * every row that a backfill writes
	 * @param undoFailedExpand whether an expand that fails because of the migration or
	 * the data, and so would fail again, is undone
	 * @param showSamples whether refusals and errors tell values of rows
	 */
	public record Safeguards(Duration verificationTimeout, boolean userTriggersMayFire, boolean undoFailedExpand,
			boolean showSamples) {

		/**
		 * For tables that can be read within minutes, and triggers that say what
		 * happened.
		 */
		public static final Safeguards DEFAULT = new Safeguards(Duration.ofMinutes(10), false, true, true);

		/** Returns these with another limit for a question about the rows of a table. */
		public Safeguards verifyingWithin(Duration longest) {
			return new Safeguards(longest, this.userTriggersMayFire, this.undoFailedExpand, this.showSamples);
		}

		/** Returns these where triggers and rules of the user's may fire. */
		public Safeguards lettingTriggersFire() {
			return new Safeguards(this.verificationTimeout, true, this.undoFailedExpand, this.showSamples);
		}

		/** Returns these where an expand that fails is kept as it is. */
		public Safeguards keepingFailedExpands() {
			return new Safeguards(this.verificationTimeout, this.userTriggersMayFire, false, this.showSamples);
		}

		/** Returns these where no value of a row is told. */
		public Safeguards hidingSamples() {
			return new Safeguards(this.verificationTimeout, this.userTriggersMayFire, this.undoFailedExpand, false);
		}

	}

}
