package io.github.versionedschema.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The record of what was done in a base schema, for the leader to write. Everything is
 * written in the transaction of the caller, so that the record and what it tells of are
 * one.
 */
public final class Journal {

	private final JournalReader reader;

	private final VersionStore versions;

	private final HistoryStore history;

	private final RunStore runs;

	private final StepStore steps;

	/**
	 * Creates the journal of a leader.
	 * @param jdbc of the leader's connection
	 * @param baseSchema where the tables are
	 * @param host who writes
	 * @param applicationVersion the release that writes, or null when it is not known
	 */
	public Journal(JdbcClient jdbc, String baseSchema, String host, @Nullable String applicationVersion) {
		this.reader = new JournalReader(jdbc, baseSchema);
		this.versions = new VersionStore(jdbc, baseSchema);
		this.history = new HistoryStore(jdbc, baseSchema, host, applicationVersion);
		this.runs = new RunStore(jdbc, baseSchema, host);
		this.steps = new StepStore(jdbc);
	}

	/** Returns what reads the journal. */
	public JournalReader reader() {
		return this.reader;
	}

	/** Returns what writes versions. */
	public VersionStore versions() {
		return this.versions;
	}

	/** Returns what writes the history. */
	public HistoryStore history() {
		return this.history;
	}

	/** Returns what writes runs. */
	public RunStore runs() {
		return this.runs;
	}

	public StepStore steps() {
		return this.steps;
	}

}
