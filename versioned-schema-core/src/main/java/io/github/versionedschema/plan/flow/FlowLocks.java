package io.github.versionedschema.plan.flow;

import java.util.Optional;
import java.util.function.Function;

import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.sync.Scope;

/**
 * Writes how a client whose change flows to another table locks the rows there
 * ({@link RowWait}). Rows that are free are locked without a subtransaction.
 */
final class FlowLocks {

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
		String keys = this.flow.source().hasKey() ? this.edge.lockKeys(this.flow.hashesOfChanged(), "") : "";
		String from = this.flow.matching();
		return keys
				+ """
						DECLARE
							_vs_locked bigint;
							_vs_matched bigint;
							%5$s
						BEGIN
							SELECT pg_catalog.count(*) INTO _vs_locked FROM (SELECT %1$s ORDER BY %2$s FOR NO KEY UPDATE SKIP LOCKED) AS _vs_rows;
							SELECT pg_catalog.count(*) INTO _vs_matched %1$s;
							IF _vs_locked OPERATOR(pg_catalog.<) _vs_matched THEN
								%6$s%3$s
							END IF;
							%7$s%4$s;
						END;
						"""
					.formatted(from, this.flow.keys(), lock(from), update, catchUp(CatchUp::declare),
							catchUp(CatchUp::remember), catchUp(CatchUp::apply));
	}

	private String catchUp(Function<CatchUp, String> part) {
		return this.catchUp.map(part).map((sql) -> sql + "\n").orElse("");
	}

	private String lock(String from) {
		String lock = "PERFORM %s ORDER BY %s FOR NO KEY UPDATE;".formatted(from, this.flow.keys());
		RowWait wait = new RowWait(this.edge);
		if (this.flow.direction() == Direction.DOWN) {
			return wait.announce(this.flow.target().hash("_vs_to."), from) + "\n" + wait.newer(lock);
		}
		return !this.flow.source().hasKey() ? lock : wait.older(lock,
				"SELECT _vs_to.%s AS xmax %s".formatted(FlowView.XMAX, from), this.flow.hashesOfChanged());
	}

}
