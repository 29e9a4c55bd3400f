package io.github.versionedschema.applications.clinic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Pet of an owner.
 */
@Entity
@Table(name = "pets")
class Pet {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Integer id;

	private @Nullable String name;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Owner owner;

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "pet_id")
	private final List<Visit> visits = new ArrayList<>();

	protected Pet() {
	}

	Pet(String name, Owner owner) {
		this.name = name;
		this.owner = owner;
	}

	void visit(LocalDate date, String description) {
		this.visits.add(new Visit(date, description));
	}

}
