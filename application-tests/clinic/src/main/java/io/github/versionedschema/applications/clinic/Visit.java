package io.github.versionedschema.applications.clinic;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Visit of a pet: date and reason.
 */
@Entity
@Table(name = "visits")
class Visit {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Integer id;

	@Column(name = "visit_date")
	private @Nullable LocalDate date;

	private @Nullable String description;

	protected Visit() {
	}

	Visit(LocalDate date, String description) {
		this.date = date;
		this.description = description;
	}

}
