package io.github.versionedschema.plan.write;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.schema.Table;

/**
 * The names of tables that a version does not have, although a table of that name is on
 * its search path. They change from one live version to the next.
 */
final class HiddenTables {

	private final Set<String> inDatabase = new LinkedHashSet<>();

	private final Set<String> ofVersion = new LinkedHashSet<>();

	/** Goes on to the version that a chain leads to. */
	void follow(DraftedChain chain) {
		chain.request().catalogue().tables().stream().map(Table::name).forEach(this.ofVersion::remove);
		for (TableDraft table : chain.draft().tables()) {
			String name = table.name();
			if (name != null) {
				this.ofVersion.add(name);
			}
			boolean unused = table instanceof CreatedTable && name == null;
			if (!unused && !table.physicalName().equals(name)) {
				this.inDatabase.add(table.physicalName());
			}
		}
	}

	/** Returns whether the version of the last chain has a table of that name. */
	boolean has(String name) {
		return this.ofVersion.contains(name);
	}

	/** Returns the names, for the version of the last chain. */
	Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.inDatabase);
		names.removeAll(this.ofVersion);
		return names;
	}

}
