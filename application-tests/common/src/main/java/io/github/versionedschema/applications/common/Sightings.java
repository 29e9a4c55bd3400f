package io.github.versionedschema.applications.common;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks at the database and tells standard output what it saw: first that it looks, as it
 * may have to wait, and then at which version the looking bean was, or why it failed.
 */
public final class Sightings {

	private final JdbcClient jdbc;

	private final Customers customers;

	Sightings(JdbcClient jdbc, Customers customers) {
		this.jdbc = jdbc;
		this.customers = customers;
	}

	/**
	 * Looks, on the current thread.
	 * @param moment what is looking
	 * @return the last names that were seen
	 */
	public List<String> look(String moment) {
		Announcement.of(moment, "looks");
		try {
			String schema = this.jdbc.sql("select current_schema()").query(String.class).single();
			List<String> lastNames = this.customers.lastNames();
			Announcement.of(moment, "saw " + schema);
			return lastNames;
		}
		catch (RuntimeException ex) {
			Announcement.of(moment, "failed " + ex);
			throw ex;
		}
	}

}
