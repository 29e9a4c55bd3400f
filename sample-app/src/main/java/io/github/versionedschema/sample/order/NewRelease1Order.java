package io.github.versionedschema.sample.order;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * New order of release 1.
 *
 * @param customer the customer's e-mail address
 * @param item what is ordered
 * @param amountCents what it costs, in cents
 */
record NewRelease1Order(@NotBlank @Email String customer, @NotBlank @Size(max = 200) String item,
		@NotNull @Min(0) @Max(100_000_000) Integer amountCents) implements NewOrder {

}
