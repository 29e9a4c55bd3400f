package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.ChainOperation;
import io.github.versionedschema.chains.random.OtherTable;
import io.github.versionedschema.chains.table.Side;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Computes the expected rows of one version from the other: runs the operations as plain
 * SQL, one after the other, on a copy.
 */
final class Simulation {

	private final Chain chain;

	private final int older;

	private final JdbcClient session;

	/**
	 * Creates it.
	 * @param older the number of the older version
	 * @param session a client of one session, with the user's types on its
	 * {@code search_path}
	 */
	Simulation(Chain chain, int older, JdbcClient session) {
		this.chain = chain;
		this.older = older;
		this.session = session;
	}

	/**
	 * Returns the rows of the newer version, derived from the rows of the older version.
	 */
	Map<Long, Map<Integer, String>> forward() {
		List<String> statements = this.chain.operations()
			.stream()
			.flatMap((operation) -> operation.forward(this.chain.newer()).stream())
			.toList();
		return play(this.chain.older(), this.older, this.chain.newer(), this.older + 1, statements);
	}

	/**
	 * Returns the rows of the older version, derived from the rows of the newer version.
	 */
	Map<Long, Map<Integer, String>> backward() {
		List<ChainOperation> operations = new ArrayList<>(this.chain.operations());
		Collections.reverse(operations);
		List<String> statements = operations.stream().flatMap((operation) -> operation.backward().stream()).toList();
		return play(this.chain.newer(), this.older + 1, this.chain.older(), this.older, statements);
	}

	private Map<Long, Map<Integer, String>> play(Side from, int version, Side to, int other, List<String> statements) {
		List<String> script = new ArrayList<>();
		script.add("create temporary table simulated as " + from.copied(relation(version, from.table())));
		script.add("create temporary table observed as " + to.observed(relation(other, to.table())));
		statements
			.forEach((statement) -> script.add(OtherTable.resolve(statement, (table) -> relation(version, table))));
		this.session.sql(String.join(";\n", script)).update();
		Map<Long, Map<Integer, String>> rows = to.rows(this.session, "simulated");
		this.session.sql("drop table simulated, observed").update();
		return rows;
	}

	private String relation(int version, String table) {
		return Releases.relation(this.session, version, table);
	}

}
