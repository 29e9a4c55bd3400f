package io.github.versionedschema.plan.check;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;

/**
 * Checks whether other objects depend on constraints that complete drops, such as a view
 * that groups by a primary key. Foreign keys depend on the index.
 */
public final class ConstraintUses {

	private ConstraintUses() {
	}

	/** Returns the checks of a table that stays. */
	public static List<Check> of(SharedTable table) {
		return table.source()
			.constraints()
			.stream()
			.filter((constraint) -> table.existingRules().drops().contains(constraint) && constraint.oid() != 0)
			.map((constraint) -> check(constraint, table.existingRules().drops().requiredSource(constraint)))
			.toList();
	}

	private static Check check(Constraint constraint, Source source) {
		return new Check("constraint " + Identifier.quote(constraint.name()),
				"DO " + Identifier.dollarQuoted(
						"""
								DECLARE
									_vs_uses text;
								BEGIN
									SELECT pg_catalog.string_agg(DISTINCT CASE WHEN r.oid IS NULL
										THEN pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
										ELSE pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, r.ev_class, 0) END, ', ')
									INTO _vs_uses
									FROM pg_catalog.pg_depend d
									LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = d.objid
									WHERE d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.refobjid = %d AND d.deptype = 'n';
									IF _vs_uses IS NOT NULL THEN
										RAISE dependent_objects_still_exist USING
											MESSAGE = pg_catalog.format('it is dropped at complete, and %%s depends on it', _vs_uses),
											HINT = 'Drop or change it first, in a migration before this one.';
									END IF;
								END
								"""
							.formatted(constraint.oid())),
				-1, source);
	}

}
