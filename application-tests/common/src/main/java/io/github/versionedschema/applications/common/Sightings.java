package io.github.versionedschema.applications.common;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the database and prints to standard output: first that it starts to read, as it
 * may have to wait, and then which version it read, or why it failed.
 */
public final class Sightings {

	private final JdbcClient jdbc;

	private final Customers customers;

	Sightings(JdbcClient jdbc, Customers customers) {
		this.jdbc = jdbc;
		this.customers = customers;
	}

	/**
	 * Reads the database on the current thread.
	 * @param moment name of the caller
	 * @return the last names that were read
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
