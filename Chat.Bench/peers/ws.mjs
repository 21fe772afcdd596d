import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { insert, ready } from './store.mjs';

const http = createServer();
const server = new WebSocketServer({ server: http });
const rooms = new Map();

function join(socket, room) {
  if (!rooms.has(room)) { rooms.set(room, new Set()); }
  rooms.get(room).add(socket);
  socket.on('close', () => rooms.get(room).delete(socket));
}

function broadcast(room, data) {
  for (const socket of rooms.get(room) ?? []) {
    if (socket.readyState === socket.OPEN) { socket.send(data); }
  }
}

server.on('connection', (socket, request) => {
  const name = new URL(request.url, 'http://localhost').searchParams.get('name');

  socket.on('message', async data => {
    const { type, id, room, text } = JSON.parse(data);
    try {
      if (type === 'join') {
        join(socket, room);
        socket.send(JSON.stringify({ type: 'answer', id }));
      } else {
        const message = await insert(room, name, text);
        socket.send(JSON.stringify({ type: 'answer', id, message }));
        broadcast(room, JSON.stringify({ type: 'message', message }));
      }
    } catch (error) {
      socket.send(JSON.stringify({ type: 'answer', id, error: error.message }));
    }
  });
});

ready(http);
