"""LISTA in PyTorch (needs the extra `networks`): many networks of one shape trained together."""

from networks.lista.model import ListaBatch
from networks.lista.problem import ListaProblem
from networks.lista.settings import PUBLISHED, ListaSettings
from networks.lista.threads import single_thread
from networks.lista.training import TrainedLista, train_lista

__all__ = ["PUBLISHED", "ListaBatch", "ListaProblem", "ListaSettings", "TrainedLista", "single_thread", "train_lista"]
