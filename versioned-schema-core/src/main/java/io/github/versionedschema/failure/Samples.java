package io.github.versionedschema.failure;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Controls which values of rows refusals and errors show. Such messages reach logs,
 * tickets and chats, where confidential values do not belong.
 *
 * @param shown whether values of rows are shown
 */
public record Samples(boolean shown) {

	private static final int MOST = 5;

	private static final int LONGEST_VALUE = 60;

	private static final int LONGEST_DETAIL = 100;

	private static final String QUERY = """
			select (select jsonb_object_agg(value.key, case
					when pg_catalog.length(value.value #>> '{}') > %1$d
					then pg_catalog.to_jsonb(pg_catalog.left(value.value #>> '{}', %1$d) || '...')
					else value.value end)
				from pg_catalog.jsonb_each(pg_catalog.to_jsonb(sample)) value)::text
			from (%2$s) sample limit %3$d
			""";

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"", Pattern.DOTALL);

	/**
	 * Returns some of the rows that a query finds, as JSON.
	 * @param query a query that returns the columns to show
	 */
	public List<String> of(String query, JdbcTemplate jdbc) {
		return this.shown ? jdbc.queryForList(QUERY.formatted(LONGEST_VALUE, query, MOST), String.class) : List.of();
	}

	/**
	 * Returns the server's message with its detail.
	 * @param failure the failure of a statement
	 */
	public String describe(SQLException failure) {
		ServerErrorMessage server = server(failure);
		if (server == null) {
			return String.valueOf(failure.getMessage());
		}
		String detail = detail(server);
		return message(server) + ((detail != null) ? ". " + detail : "");
	}

	/** Returns the server's message without its detail. */
	public String message(ServerErrorMessage server) {
		String message = String.valueOf(server.getMessage());
		return SqlStates.quotesValue(server.getSQLState()) ? ofValues(message) : message;
	}

	/** Returns the message of an error about values, which quotes them. */
	public String ofValues(String message) {
		return QUOTED.matcher(message)
			.replaceAll((value) -> Matcher.quoteReplacement('"' + cut(value.group(1), LONGEST_VALUE) + '"'));
	}

	private String cut(String value, int longest) {
		if (!this.shown) {
			return "...";
		}
		return (value.length() > longest) ? value.substring(0, longest) + "..." : value;
	}

	/** Returns the server's detail, as far as it may be shown. */
	public @Nullable String detail(ServerErrorMessage server) {
		String detail = server.getDetail();
		boolean values = SqlStates.showsValues(server.getSQLState());
		if (detail == null || SqlStates.showsWholeRow(server.getSQLState()) || !this.shown && values) {
			return null;
		}
		return values ? cut(detail, LONGEST_DETAIL) : detail;
	}

	/** Returns the context of the error, which may quote data. */
	@Nullable String where(ServerErrorMessage server) {
		return this.shown ? server.getWhere() : null;
	}

	public static @Nullable ServerErrorMessage server(@Nullable SQLException failure) {
		return (failure instanceof PSQLException postgres) ? postgres.getServerErrorMessage() : null;
	}

}
