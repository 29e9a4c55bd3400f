package io.github.versionedschema.plan.check.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.text.TypeName;
import io.github.versionedschema.schema.Table;

/**
 * Finds what would use an enum of the older version although the newer one has its own.
 */
public final class ReplacedTypes {

	private final SchemaDraft draft;

	public ReplacedTypes(SchemaDraft draft) {
		this.draft = draft;
	}

	/**
	 * Returns later operations that name the enum, which is still that of the older
	 * version.
	 */
	public List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		for (ReplacedType type : this.draft.types().replaced()) {
			for (TableDraft table : this.draft.tables()) {
				if (table.name() == null
						|| (table instanceof SharedTable shared && shared.source().kind() == Table.Kind.PARTITION)) {
					continue;
				}
				for (ColumnDraft column : table.visibleColumns()) {
					if (TypeName.isOf(column.type(), this.draft.catalogue().schema(), type.name())) {
						findings.add(new Finding(Severity.ERROR,
								Objects.requireNonNullElse(column.operation(), type.operation()),
								"Values of type %s change, and column %s of table %s still uses the older values."
									.formatted(Names.shown(type.name()), Names.shown(column.name()),
											Names.shown(table.name())),
								"Put it before alter_type, or in a migration after this one."));
					}
				}
			}
		}
		return findings;
	}

	/**
	 * Returns enums of a live version that further versions could not name.
	 * @param older the chain that led to the version
	 * @param version the version
	 */
	public static List<Finding> live(SchemaDraft older, String version) {
		return older.types()
			.replaced()
			.stream()
			.map((type) -> new Finding(Severity.ERROR, null,
					"Version \"%s\" has an enum %s of its own until the versions before it are completed. Further versions would find the older enum under this name."
						.formatted(version, Names.shown(type.name())),
					"Complete to version \"%s\" first.".formatted(version)))
			.toList();
	}

}
