package io.github.versionedschema.plan.flow;

import java.util.Optional;
import java.util.function.Function;

import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.sync.Scope;

/**
 * Writes how a client whose change flows to another table waits for clients that write
 * rows there.
 *
 * <p>
 * Two clients of different versions may change the same value at once, each in its own
 * table: each has a row that the other one waits for. The client of the newer version
 * says which rows it waits for, and the client of the older version leaves these values
 * to it. All others wait for each other as for any locked row.
 */
final class FlowLocks {

	/** A client that waits longer is seen by the server's detection of deadlocks. */
	private static final int TRIES = 50;

	/**
	 * The client for which this one waits may itself wait for others, before it comes to
	 * the row that this one holds.
	 */
	private static final int PATIENT_TRIES = 15;

	private final Flow flow;

	private final Edge edge;

	private final Optional<CatchUp> catchUp;

	FlowLocks(Scope scope, Flow flow) {
		this.flow = flow;
		this.edge = Edge.of(scope, flow);
		this.catchUp = CatchUp.of(scope, flow);
	}

	/**
	 * Returns the statements that lock the rows which get the values.
	 * @param update the statement that follows
	 */
	String wait(String update) {
		boolean hasKey = this.flow.source().hasKey();
		String keys = hasKey ? this.edge.lockKeys(this.flow.hashesOfChanged(), "") : "";
		String from = this.flow.matching();
		return keys
				+ """
						DECLARE
							_vs_locked bigint;
							_vs_matched bigint;
							%6$s
						BEGIN
							FOR _vs_try IN 1..%1$d LOOP
								SELECT pg_catalog.count(*) INTO _vs_locked FROM (SELECT %2$s ORDER BY %3$s FOR NO KEY UPDATE SKIP LOCKED) AS _vs_rows;
								SELECT pg_catalog.count(*) INTO _vs_matched %2$s;
								EXIT WHEN _vs_locked OPERATOR(pg_catalog.>=) _vs_matched;
								%7$s%4$s
								IF _vs_try OPERATOR(pg_catalog.=) %1$d THEN
									PERFORM %2$s ORDER BY %3$s FOR NO KEY UPDATE;
								ELSE
									PERFORM pg_catalog.pg_sleep(0.01);
								END IF;
							END LOOP;
							%8$s%5$s;
						END;
						"""
					.formatted(TRIES, from, this.flow.keys(), giveWay(hasKey, from), update, catchUp(CatchUp::declare),
							catchUp(CatchUp::remember), catchUp(CatchUp::apply));
	}

	private String catchUp(Function<CatchUp, String> part) {
		return this.catchUp.map(part).map((sql) -> sql + "\n").orElse("");
	}

	private String giveWay(boolean hasKey, String from) {
		int waiting = ~this.edge.hash();
		if (this.flow.direction() == Direction.DOWN) {
			return "PERFORM pg_catalog.pg_advisory_xact_lock_shared(%d, %s) %s;".formatted(waiting,
					this.flow.target().hash("_vs_to."), from);
		}
		return !hasKey ? ""
				: """
						EXIT WHEN EXISTS (SELECT FROM pg_catalog.pg_locks AS _vs_waiting, (%s) AS _vs_own (hash)
								WHERE _vs_waiting.locktype OPERATOR(pg_catalog.=) 'advisory'
								AND _vs_waiting.classid OPERATOR(pg_catalog.=) (%d)::pg_catalog.oid
								AND (_vs_waiting.objid OPERATOR(pg_catalog.=) (_vs_own.hash)::pg_catalog.oid OR _vs_try OPERATOR(pg_catalog.>) %d));"""
					.formatted(this.flow.hashesOfChanged(), waiting, PATIENT_TRIES);
	}

}
