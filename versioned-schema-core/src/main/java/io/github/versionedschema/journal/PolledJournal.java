package io.github.versionedschema.journal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the state of the journal again and again. Most of the time nothing has changed,
 * and the plans in it can be long, so they are read only after a change.
 */
public final class PolledJournal {

	private final JournalReader reader;

	private JournalReader.Reading last = new JournalReader.Reading(JournalState.EMPTY, "");

	/**
	 * Creates an instance.
	 * @param reader reads the journal
	 */
	public PolledJournal(JournalReader reader) {
		this.reader = reader;
	}

	/** Returns the state of the journal, the same object while nothing changes. */
	public JournalState read() {
		if (this.reader.isInstalled() && (this.last.rows().isEmpty() || !this.last.rows().equals(this.reader.rows()))) {
			JournalReader.Reading now = this.reader.readInstalled();
			this.last = now.state().equals(this.last.state()) ? new JournalReader.Reading(this.last.state(), now.rows())
					: now;
		}
		return this.last.state();
	}

}
