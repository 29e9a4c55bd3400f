package io.github.versionedschema.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The journal of a base schema, which the leader writes. Everything is written in the
 * caller's transaction, so that the journal and the changes are atomic.
 */
public final class Journal {

	private final JournalReader reader;

	private final VersionStore versions;

	private final HistoryStore history;

	private final RunStore runs;

	private final StepStore steps;

	private final ControlStore control;

	/**
	 * Creates the journal of a leader.
	 * @param jdbc a client of the leader's connection
	 * @param baseSchema the schema that contains the tables
	 * @param host the instance that writes
	 * @param applicationVersion the release that writes, or null if unknown
	 */
	public Journal(JdbcClient jdbc, String baseSchema, String host, @Nullable String applicationVersion) {
		this.reader = new JournalReader(jdbc, baseSchema);
		this.versions = new VersionStore(jdbc, baseSchema);
		this.history = new HistoryStore(jdbc, baseSchema, host, applicationVersion);
		this.runs = new RunStore(jdbc, baseSchema, host);
		this.steps = new StepStore(jdbc);
		this.control = new ControlStore(jdbc, baseSchema);
	}

	/** Returns the reader of the journal. */
	public JournalReader reader() {
		return this.reader;
	}

	/** Returns the store of versions. */
	public VersionStore versions() {
		return this.versions;
	}

	/** Returns the store of the history. */
	public HistoryStore history() {
		return this.history;
	}

	/** Returns the store of runs. */
	public RunStore runs() {
		return this.runs;
	}

	public StepStore steps() {
		return this.steps;
	}

	/** Returns the store of the operator's settings. */
	public ControlStore control() {
		return this.control;
	}

}
