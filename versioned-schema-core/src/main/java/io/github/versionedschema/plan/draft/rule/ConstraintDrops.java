package io.github.versionedschema.plan.draft.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of the older version that the newer version does not have because an
 * operation drops them. Complete drops them from the table.
 */
public final class ConstraintDrops {

	private final Map<String, Source> drops = new LinkedHashMap<>();

	public void add(String constraint, Source operation) {
		this.drops.put(constraint, operation);
	}

	/** Returns their names in the older version. */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.drops.keySet());
	}

	/** Returns whether the constraint is one of them. */
	public boolean contains(Constraint constraint) {
		return this.drops.containsKey(constraint.name());
	}

	/** Returns the operation that drops one of them. */
	public Source requiredSource(Constraint constraint) {
		return Objects.requireNonNull(this.drops.get(constraint.name()));
	}

	/** Returns whether the index belongs to one of them. */
	public boolean contains(Index index) {
		return of(index) != null;
	}

	/** Returns the operation that drops the constraint of an index, or null. */
	public @Nullable Source of(Index index) {
		return (index.constraint() != null) ? this.drops.get(index.constraint()) : null;
	}

}
