package org.quantumcoin.ui.storage;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.StorageAccess.IndexStatus;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;

/// How long the disk lasts, a bar of what is on it, folders and indexes.
final class StorageView extends ScrollPane {
  private final VBox content = new VBox();

  StorageView(StorageViewModel model) {
    setId("storage");
    setFitToWidth(true);
    Label title = new Label(Messages.text("place.storage"));
    title.getStyleClass().add("page-title");
    content.getStyleClass().add("form");
    Label loading = new Label(Messages.text("loading"));
    loading.getStyleClass().add("text-muted");
    content.getChildren().setAll(loading);
    model
        .shownProperty()
        .subscribe(shown ->
            shown.ifPresent(now ->
                content.getChildren().setAll(forecast(now), use(now), folders(now), indexes(now))));
    VBox page =
        new VBox(title, Fields.problem("storage-problem", model.problemProperty()), content);
    page.getStyleClass().add("page");
    setContent(page);
  }

  private static Node forecast(StorageViewModel.Shown now) {
    Label label =
        new Label(now.forecast(), new FontIcon(now.tight() ? "fth-alert-triangle" : "fth-info"));
    label.setId("storage-forecast");
    label.setWrapText(true);
    if (now.tight()) {
      label.getStyleClass().add("text-warning");
    }
    return label;
  }

  private static Node use(StorageViewModel.Shown now) {
    Label total =
        new Label(Messages.text("storage.used", Quantities.bytes((double) now.usedBytes())));
    total.setId("storage-used");
    total.getStyleClass().add("section-title");
    HBox bar = new HBox();
    bar.getStyleClass().add("storage-bar");
    FlowPane keys = new FlowPane(24, 8);
    for (int i = 0; i < now.parts().size(); i++) {
      StorageViewModel.Part part = now.parts().get(i);
      String style = "storage-part-" + i;
      Region piece = new Region();
      piece.getStyleClass().add(style);
      double share = now.usedBytes() == 0 ? 0 : (double) part.bytes() / now.usedBytes();
      piece.prefWidthProperty().bind(bar.widthProperty().multiply(share));
      bar.getChildren().add(piece);
      Region swatch = new Region();
      swatch.getStyleClass().addAll("history-key", style);
      keys.getChildren()
          .add(
              new Label(
                  Messages.text(part.key()) + " " + Quantities.bytes((double) part.bytes()),
                  swatch));
    }
    VBox card = new VBox(total, bar, keys);
    card.getStyleClass().addAll("card", "form");
    return card;
  }

  private static Node folders(StorageViewModel.Shown now) {
    Facts facts =
        new Facts()
            .with(Messages.text("storage.free"), now.free())
            .with(Messages.text("storage.kept"), now.kept())
            .with(Messages.text("storage.pruning"), now.pruning())
            .withCode(Messages.text("storage.folder"), now.folder());
    if (!now.blocksFolder().startsWith(now.folder())) {
      facts.withCode(Messages.text("storage.blocksfolder"), now.blocksFolder());
    }
    VBox card = new VBox(facts);
    card.getStyleClass().add("card");
    return card;
  }

  private static Node indexes(StorageViewModel.Shown now) {
    Label heading = new Label(Messages.text("storage.indexes"));
    heading.getStyleClass().add("section-title");
    VBox card = new VBox(heading);
    card.setId("storage-indexes");
    card.getStyleClass().addAll("card", "form");
    Facts facts = new Facts().with(Messages.text("storage.index.blocks"), words(now.blockIndex()));
    now.indexes().forEach(index -> facts.with(index.name(), words(index)));
    card.getChildren().add(facts);
    if (now.indexes().isEmpty()) {
      Label none = new Label(Messages.text("storage.indexes.none"));
      none.getStyleClass().add("text-muted");
      none.setWrapText(true);
      none.setMinHeight(Region.USE_PREF_SIZE);
      card.getChildren().add(none);
    }
    return card;
  }

  private static String words(IndexStatus index) {
    return StorageViewModel.progress(index) + " · " + Quantities.bytes((double) index.bytes());
  }
}
