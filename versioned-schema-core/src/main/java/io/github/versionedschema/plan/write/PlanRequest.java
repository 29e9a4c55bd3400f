package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.check.BackfillTriggers;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;

/**
 * What the planner needs to know.
 *
 * @param catalogue the base schema as it is
 * @param fromVersion the version that is live, or null for what was there before the
 * first migration
 * @param fromSchema its version schema, or null when it has none
 * @param chain the pending migrations, in order, at least one
 * @param toSchema the version schema of the last one
 * @param direct whether nobody can be using the schema yet, so that expand and complete
 * run at once
 * @param triggers what becomes of the user's triggers while rows are filled
 * @param path where names in SQL of the user's are looked up, the base schema first
 */
public record PlanRequest(Catalogue catalogue, @Nullable String fromVersion, @Nullable String fromSchema,
		List<Migration> chain, String toSchema, boolean direct, BackfillTriggers triggers, SearchPath path) {

	public PlanRequest {
		chain = List.copyOf(chain);
		if (chain.isEmpty()) {
			throw new IllegalArgumentException("There is nothing to plan");
		}
	}

	/** Creates one for a leader that may silence the user's triggers. */
	public PlanRequest(Catalogue catalogue, @Nullable String fromVersion, @Nullable String fromSchema,
			List<Migration> chain, String toSchema, boolean direct) {
		this(catalogue, fromVersion, fromSchema, chain, toSchema, direct, BackfillTriggers.SILENCED,
				new SearchPath(List.of(catalogue.schema())));
	}

	/** Returns the schema where the tables are. */
	String base() {
		return this.catalogue.schema();
	}

	/** Returns the name of the version that the chain leads to. */
	String toVersion() {
		return this.chain.get(this.chain.size() - 1).version();
	}

}
