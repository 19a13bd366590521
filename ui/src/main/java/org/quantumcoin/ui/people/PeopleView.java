package org.quantumcoin.ui.people;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.Skeleton;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.RoleWords;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.shared.TreasuryFacts;
import org.quantumcoin.wallet.shared.TreasuryFacts.Person;

/// A card for each of those who sign and decide.
final class PeopleView extends ScrollPane {
  private final Desk desk;
  private final PeopleViewModel model;
  private final VBox page = new VBox();

  PeopleView(Desk desk, PeopleViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("people");
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    model.factsProperty().subscribe(_ -> show());
    model.loadedProperty().subscribe(_ -> show());
  }

  private void show() {
    Label title = new Label(Messages.text("place.contacts"));
    title.getStyleClass().add("page-title");
    Label problem = Fields.problem("people-problem", model.problemProperty());
    page.getChildren().setAll(title, problem);
    Optional<TreasuryFacts> facts = model.factsProperty().get();
    if (facts.isPresent()) {
      page.getChildren().addAll(treasury(facts.get()), people(facts.get()));
    } else if (model.loadedProperty().get()) {
      page.getChildren().add(none());
    } else {
      page.getChildren().add(Skeleton.rows(3));
    }
  }

  private Node none() {
    Button setup = new Button(Messages.text("approvals.setup"), new FontIcon("fth-key"));
    setup.setId("people-setup");
    setup.setOnAction(_ -> desk.navigator().go(Place.MULTISIG));
    return Notes.empty(
        "fth-user-check",
        Messages.text("people.none.title"),
        Messages.text("people.none.text"),
        setup);
  }

  private static Node treasury(TreasuryFacts facts) {
    Label name = new Label(facts.name());
    name.getStyleClass().add("section-title");
    Label threshold =
        words(Messages.text("people.threshold", facts.threshold(), signers(facts)), "text-muted");
    Label words = words(facts.words(), "mono", "checksum-words");
    words.setId("people-words");
    Label compare = words(Messages.text("people.compare"), "text-muted", "text-small");
    VBox card = new VBox(name, threshold, words, compare);
    card.getStyleClass().add("card");
    for (String warning : facts.warnings()) {
      Label label = words(warning, "text-warning");
      label.setGraphic(new FontIcon("fth-alert-triangle"));
      card.getChildren().add(label);
    }
    return card;
  }

  private static long signers(TreasuryFacts facts) {
    return facts.people().stream().filter(each -> !each.fingerprint().isEmpty()).count();
  }

  private static Label words(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private Node people(TreasuryFacts facts) {
    VBox box = new VBox(8);
    facts.people().forEach(each -> box.getChildren().add(person(facts, each)));
    return box;
  }

  private Node person(TreasuryFacts facts, Person person) {
    Label name =
        new Label(
            person.own() ? Messages.text("approvals.you", person.name()) : person.name(),
            new FontIcon(person.own() ? "fth-user-check" : "fth-user"));
    name.getStyleClass().add("section-title");
    Label roles = words(RoleWords.roles(person.roles()), "text-muted");
    Facts table = new Facts();
    if (!person.fingerprint().isEmpty()) {
      table.withCode(Messages.text("people.fingerprint"), person.fingerprint());
    }
    if (person.token()) {
      table.with(Messages.text("people.device"), Messages.text("people.token"));
    }
    facts.createdAt().ifPresent(at -> table.with(Messages.text("people.age"), Times.minutes(at)));
    if (facts.treasury()) {
      table.with(
          Messages.text("people.heard"),
          person.lastHeard().isPresent()
              ? Messages.text(
                  "people.heard.at", Times.minutes(person.lastHeard().getAsLong()), person.said())
              : Messages.text("people.heard.never"));
      table.withCode(Messages.text("people.identity"), person.identity());
    }
    VBox card = new VBox(name, roles, table);
    card.setId("person-" + facts.people().indexOf(person));
    card.getStyleClass().addAll("card");
    if (person.own()) {
      card.getStyleClass().add("own-seat");
    }
    if (!person.key().isEmpty()) {
      card.getChildren().add(copy(person));
    }
    return card;
  }

  private Node copy(Person person) {
    Button copy = new Button(Messages.text("people.copykey"), new FontIcon("fth-copy"));
    copy.setAccessibleText(Messages.text("people.copykey") + ", " + person.name());
    copy.setOnAction(_ -> {
      HandOver.copy(person.key());
      desk.prompts().notice(Messages.text("copied"));
    });
    return copy;
  }
}
