package io.github.versionedschema.applications.clinic;

import java.time.LocalDate;
import java.util.Objects;

import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests of the clinic.
 */
@RestController
@RequestMapping("/owners")
@Transactional
class OwnersController {

	private final Owners owners;

	private final Pets pets;

	OwnersController(Owners owners, Pets pets) {
		this.owners = owners;
		this.pets = pets;
	}

	@PostMapping
	int register(@RequestParam String firstName, @RequestParam String lastName, @RequestParam String telephone) {
		return Objects.requireNonNull(this.owners.save(new Owner(firstName, lastName, telephone)).id());
	}

	@GetMapping
	long count(@RequestParam String lastName) {
		return this.owners.countByLastName(lastName);
	}

	@GetMapping("/{id}")
	String telephone(@PathVariable int id) {
		return String.valueOf(this.owners.findById(id).orElseThrow().telephone());
	}

	@PostMapping("/{id}/telephone")
	void call(@PathVariable int id, @RequestParam String telephone) {
		this.owners.findById(id).orElseThrow().call(telephone);
	}

	@PostMapping("/{id}/pets")
	void visit(@PathVariable int id, @RequestParam String name) {
		Pet pet = new Pet(name, this.owners.findById(id).orElseThrow());
		pet.visit(LocalDate.EPOCH, "first visit of " + name);
		this.pets.save(pet);
	}

}
