package io.github.versionedschema.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/**
 * SQL that the user wrote, taken apart by the driver's own parser.
 */
final class UserSqlText {

	private static final Pattern LEADING_COMMENTS = Pattern.compile("\\A(\\s|--[^\\n]*(\\n|\\z)|/\\*.*?\\*/)+",
			Pattern.DOTALL);

	private static final Pattern TRANSACTION_CONTROL = Pattern.compile(
			"\\A(begin|start\\s+transaction|commit|end|rollback|abort|prepare\\s+transaction)\\b(?!\\s+to\\b).*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final List<String> statements;

	UserSqlText(String sql) {
		try {
			this.statements = Parser.parseJdbcSql(sql, true, false, true, false, false)
				.stream()
				.map((NativeQuery query) -> query.nativeSql)
				.filter((statement) -> !LEADING_COMMENTS.matcher(statement).replaceFirst("").isBlank())
				.toList();
		}
		catch (SQLException ex) {
			throw new StatementFailedException(sql, ex);
		}
	}

	List<String> statements() {
		return this.statements;
	}

	/** The first statement that would end the transaction that everything runs in. */
	Optional<String> transactionControl() {
		return this.statements.stream()
			.map((statement) -> LEADING_COMMENTS.matcher(statement).replaceFirst("").strip())
			.filter((statement) -> TRANSACTION_CONTROL.matcher(statement).matches())
			.findFirst();
	}

}
