package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.schema.Identifier;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Computes the expected rows of one version from the other: runs the operations as plain
 * SQL, one after the other, on a copy.
 */
final class Simulation {

	private final Chain chain;

	private final JdbcClient session;

	/**
	 * Creates it.
	 * @param session a client of one session, with the user's types on its
	 * {@code search_path}
	 */
	Simulation(Chain chain, JdbcClient session) {
		this.chain = chain;
		this.session = session;
	}

	/** Returns the rows of the new version, derived from the rows of the old version. */
	Map<Long, Map<Integer, String>> forward() {
		List<String> statements = this.chain.operations()
			.stream()
			.flatMap((operation) -> operation.forward().stream())
			.toList();
		return play(this.chain.older(), PlanRig.OLD, this.chain.newer(), PlanRig.NEW, statements);
	}

	/** Returns the rows of the old version, derived from the rows of the new version. */
	Map<Long, Map<Integer, String>> backward() {
		List<ChainOperation> operations = new ArrayList<>(this.chain.operations());
		Collections.reverse(operations);
		List<String> statements = operations.stream().flatMap((operation) -> operation.backward().stream()).toList();
		return play(this.chain.newer(), PlanRig.NEW, this.chain.older(), PlanRig.OLD, statements);
	}

	private Map<Long, Map<Integer, String>> play(Side from, String schema, Side to, String other,
			List<String> statements) {
		List<String> script = new ArrayList<>();
		script.add("drop table if exists simulated, observed");
		script.add("create temporary table simulated as select * from " + Identifier.qualified(schema, from.table()));
		script.add("create temporary table observed as " + to.observed(other));
		script.addAll(statements);
		this.session.sql(String.join(";\n", script)).update();
		return to.rows(this.session, "simulated");
	}

}
