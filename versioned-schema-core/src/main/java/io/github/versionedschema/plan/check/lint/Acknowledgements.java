package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.migration.lint.Acknowledgement;
import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The findings that the authors of migrations accept.
 */
public final class Acknowledgements {

	private final Map<Source, Acknowledgement> byOperation = new HashMap<>();

	private final List<Source> operations = new ArrayList<>();

	/**
	 * Collects the acknowledgements of migrations.
	 * @param chain the migrations
	 */
	public Acknowledgements(List<Migration> chain) {
		for (Migration migration : chain) {
			for (SourcedOperation operation : migration.operations()) {
				Acknowledgement acknowledgement = operation.acknowledgement();
				if (acknowledgement != null) {
					this.byOperation.put(operation.source(), acknowledgement);
					this.operations.add(operation.source());
				}
			}
		}
	}

	/**
	 * Marks acknowledged findings, and reports acknowledgements without a finding.
	 * @param findings all findings about the migrations
	 * @return the findings in the same order, and then the notes
	 */
	public List<Finding> applied(List<Finding> findings) {
		List<Finding> applied = new ArrayList<>();
		Set<List<Object>> used = new HashSet<>();
		for (Finding finding : findings) {
			Acknowledgement acknowledgement = of(finding);
			if (acknowledgement != null) {
				used.add(List.of(source(finding), String.valueOf(finding.rule())));
				applied.add(finding.acknowledged(acknowledgement.reason()));
			}
			else {
				applied.add(finding);
			}
		}
		for (Source operation : this.operations) {
			for (LintRule rule : Objects.requireNonNull(this.byOperation.get(operation)).acknowledge()) {
				if (!used.contains(List.<Object>of(operation, rule.key()))) {
					applied.add(new Finding(Severity.NOTE, operation,
							"The operation acknowledges %s, and there is no such finding.".formatted(rule.key()),
							"Remove the acknowledgement."));
				}
			}
		}
		return applied;
	}

	private @Nullable Acknowledgement of(Finding finding) {
		Source source = finding.source();
		Acknowledgement acknowledgement = (finding.isOpen() && source != null) ? this.byOperation.get(source) : null;
		return (acknowledgement != null
				&& acknowledgement.acknowledge().stream().anyMatch((rule) -> rule.key().equals(finding.rule())))
						? acknowledgement : null;
	}

	private static Source source(Finding finding) {
		return Objects.requireNonNull(finding.source());
	}

}
