package io.github.versionedschema.migration.lint;

import java.util.List;

/**
 * Findings of an operation that its author accepts.
 *
 * @param acknowledge the rules of the findings
 * @param reason why they are accepted
 */
public record Acknowledgement(List<LintRule> acknowledge, String reason) {

	public Acknowledgement {
		acknowledge = List.copyOf(acknowledge);
	}

}
