package io.github.versionedschema.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the state of the journal again and again. Most of the time nothing has changed,
 * and the plans in it can be long, so they are read only after a change.
 */
public final class PolledJournal {

	/** Each change of a row creates a new version of it. */
	private static final String ROWS = """
			select concat_ws(';',
				(select string_agg(v.ctid::text || v.xmin::text, ' ' order by v.id)
					from versioned_schema.version v where v.base_schema = :base),
				(select string_agg(m.ctid::text || m.xmin::text, ' ' order by m.ordinal)
					from versioned_schema.migration m where m.base_schema = :base),
				(select string_agg(r.ctid::text || r.xmin::text, ' ' order by r.id)
					from versioned_schema.run r where r.base_schema = :base),
				(select string_agg(c.ctid::text || c.xmin::text, ' ')
					from versioned_schema.control c where c.base_schema = :base))
			""";

	private final JdbcClient jdbc;

	private final String baseSchema;

	private final JournalReader reader;

	private JournalState state = JournalState.EMPTY;

	private @Nullable String rows;

	/** Most instances read the journal only once. */
	private boolean polled;

	/**
	 * Creates an instance.
	 * @param jdbc a client with a role that may read the journal
	 * @param baseSchema the schema that contains the tables
	 */
	public PolledJournal(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
		this.reader = new JournalReader(jdbc, baseSchema);
	}

	/** Returns the state of the journal, the same object while nothing changes. */
	public JournalState read() {
		if (this.reader.isInstalled()) {
			// What changes between the two queries is read again by the next call.
			String now = this.polled ? rows() : null;
			if (now == null || !now.equals(this.rows)) {
				JournalState read = this.reader.readInstalled();
				this.state = read.equals(this.state) ? this.state : read;
				this.rows = now;
			}
			this.polled = true;
		}
		return this.state;
	}

	private String rows() {
		return new JournalAccess(this.jdbc)
			.attempt(() -> this.jdbc.sql(ROWS).param("base", this.baseSchema).query(String.class).single());
	}

}
