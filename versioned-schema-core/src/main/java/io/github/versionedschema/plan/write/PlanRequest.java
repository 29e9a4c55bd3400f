package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.check.BackfillTriggers;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.operation.AlterType;
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
 * @param depth 1-based; greater than that of the requests for older live versions
 * @param neighbours the requests for the other live versions
 * @param again whether its plan has been expanded, so that new obstacles to expand no
 * longer matter
 */
public record PlanRequest(Catalogue catalogue, @Nullable String fromVersion, @Nullable String fromSchema,
		List<Migration> chain, String toSchema, boolean direct, BackfillTriggers triggers, SearchPath path, int depth,
		Neighbours neighbours, boolean again) {

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
				new SearchPath(List.of(catalogue.schema())), 1, Neighbours.NONE, false);
	}

	/** Returns the same request for another catalogue. */
	public PlanRequest with(Catalogue other) {
		return new PlanRequest(other, this.fromVersion, this.fromSchema, this.chain, this.toSchema, this.direct,
				this.triggers, this.path, this.depth, this.neighbours, this.again);
	}

	/** Returns the same request, of an expanded plan, beside other live versions. */
	public PlanRequest beside(Neighbours others) {
		return new PlanRequest(this.catalogue, this.fromVersion, this.fromSchema, this.chain, this.toSchema,
				this.direct, this.triggers, this.path, this.depth, others, true);
	}

	/** Returns the schema that contains the tables. */
	String base() {
		return this.catalogue.schema();
	}

	/** Returns the name of the chain's last version. */
	public String toVersion() {
		return this.chain.get(this.chain.size() - 1).version();
	}

	/**
	 * Returns what the operations ask for their steps, by the operation's place. An
	 * action of Reshape may be several operations.
	 */
	Map<String, Hints> hints() {
		return operations().filter((operation) -> !operation.hints().equals(Hints.NONE))
			.collect(Collectors.toMap((operation) -> operation.source().toString(), SourcedOperation::hints,
					Hints::and));
	}

	private Stream<SourcedOperation> operations() {
		return this.chain.stream().flatMap((migration) -> migration.operations().stream());
	}

	/** Returns the place of the first operation, or that of the first migration. */
	Source firstSource() {
		return operations().map(SourcedOperation::source)
			.findFirst()
			.orElseGet(() -> new Source(this.chain.get(0).location(), 1, 1, 1, "operations"));
	}

	/** Returns the names of the enums whose values the chain changes. */
	Set<String> changedTypes() {
		return operations().flatMap((sourced) -> (sourced.operation() instanceof AlterType alter && alter.replaces())
				? Stream.of(alter.name()) : Stream.empty())
			.collect(Collectors.toSet());
	}

	/** Returns the schemas of the live versions up to {@code from}, oldest first. */
	private List<String> olderSchemas() {
		return Stream
			.concat(this.neighbours.older().stream().map(PlanRequest::fromSchema), Stream.ofNullable(this.fromSchema))
			.filter(Objects::nonNull)
			.toList();
	}

	Scope scope() {
		return new Scope(base(), olderSchemas(),
				Stream.concat(Stream.of(this.toSchema), this.neighbours.newer().stream().map(PlanRequest::toSchema))
					.toList(),
				this.depth, this.path, new ReadTables(base(), this.neighbours.older()).seen());
	}

	/**
	 * The requests from which the plans of the other live versions were made.
	 *
	 * @param older those that end at {@code from} or an older version, oldest first
	 * @param newer those that start at the request's version or a newer one, oldest first
	 */
	public record Neighbours(List<PlanRequest> older, List<PlanRequest> newer) {

		/** No other version is live. */
		public static final Neighbours NONE = new Neighbours(List.of(), List.of());

		public Neighbours {
			older = List.copyOf(older);
			newer = List.copyOf(newer);
		}

	}

}
