package io.github.versionedschema.plan.check.type;

import java.util.List;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.name.Names;

/**
 * Warns of changes of types that older versions see, too.
 */
public final class TypeNotes {

	private TypeNotes() {
	}

	public static List<Finding> of(SchemaDraft draft) {
		return draft.types().added().stream().map(TypeNotes::shared).toList();
	}

	private static Finding shared(AddedValue added) {
		return new Finding(Severity.WARNING, added.source(),
				"All versions have the value %s of type %s from expand on. Older releases read it in rows of newer ones, and abort does not remove it."
					.formatted(Names.shown(added.value().value()), Names.shown(added.type())),
				"Make sure that older releases accept the value, or write it only after complete.");
	}

}
