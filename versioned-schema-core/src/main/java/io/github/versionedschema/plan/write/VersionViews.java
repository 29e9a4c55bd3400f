package io.github.versionedschema.plan.write;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import org.jspecify.annotations.Nullable;

/**
 * The names of the views that the schemas of live versions can have. While versions
 * differ in a table, each of them has a view of it, under the name that it knows.
 */
public final class VersionViews {

	private final Map<String, Set<String>> names = new HashMap<>();

	/**
	 * Creates the names.
	 * @param requests the requests for the plans between the live versions, oldest first
	 */
	public VersionViews(List<PlanRequest> requests) {
		for (int i = 0; i < requests.size(); i++) {
			DraftedChain chain = DraftedChain.of(requests.get(i));
			List<@Nullable String> older = requests.subList(0, i + 1).stream().map(PlanRequest::fromSchema).toList();
			List<String> newer = requests.subList(i, requests.size()).stream().map(PlanRequest::toSchema).toList();
			for (SharedTable table : chain.draft().touchedTables()) {
				if (table.needsViews()) {
					older.forEach((schema) -> add(schema, table.source().name()));
					newer.forEach((schema) -> add(schema, table.requiredName()));
				}
			}
			String own = requests.get(i).toSchema();
			chain.draft().types().replaced().forEach((type) -> add(own, type.name()));
			for (CreatedTable table : chain.draft().createdTables()) {
				if (chain.givesViews(table.physicalName())) {
					newer.forEach((schema) -> add(schema, table.requiredName()));
				}
			}
		}
	}

	private void add(@Nullable String schema, String view) {
		if (schema != null) {
			this.names.computeIfAbsent(schema, (key) -> new LinkedHashSet<>()).add(view);
		}
	}

	/**
	 * Returns the names of the views in a version's schema, which need not exist yet. All
	 * other views there belong to clients. The names of its own types are among them.
	 * @param versionSchema the version's schema
	 */
	public Set<String> in(String versionSchema) {
		return this.names.getOrDefault(versionSchema, Set.of());
	}

}
