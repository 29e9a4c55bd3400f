package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.check.BackfillTriggers;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;

/**
 * The input of the planner.
 *
 * @param catalogue the current base schema
 * @param fromVersion the live version, or null for the state before the first migration
 * @param fromSchema its version schema, or null if it has none
 * @param chain the pending migrations, in order, at least one
 * @param toSchema the version schema of the last one
 * @param direct whether no client can be using the schema yet, so that expand and
 * complete run at once
 * @param triggers which user triggers fire while rows are filled
 * @param path the search path for user SQL, with the base schema first
 */
public record PlanRequest(Catalogue catalogue, @Nullable String fromVersion, @Nullable String fromSchema,
		List<Migration> chain, String toSchema, boolean direct, BackfillTriggers triggers, SearchPath path) {

	public PlanRequest {
		chain = List.copyOf(chain);
		if (chain.isEmpty()) {
			throw new IllegalArgumentException("There is nothing to plan");
		}
	}

	/** Creates a request for a leader that may disable user triggers. */
	public PlanRequest(Catalogue catalogue, @Nullable String fromVersion, @Nullable String fromSchema,
			List<Migration> chain, String toSchema, boolean direct) {
		this(catalogue, fromVersion, fromSchema, chain, toSchema, direct, BackfillTriggers.SILENCED,
				new SearchPath(List.of(catalogue.schema())));
	}

	/** Returns the schema that contains the tables. */
	String base() {
		return this.catalogue.schema();
	}

	/** Returns the name of the chain's last version. */
	String toVersion() {
		return this.chain.get(this.chain.size() - 1).version();
	}

}
